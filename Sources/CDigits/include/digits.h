int costate_digits_placeholder(void);
