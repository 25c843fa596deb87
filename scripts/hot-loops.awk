# Finds the innermost loops in `objdump --disassemble --reloc --no-show-raw-insn` and what is wrong
# with them; see check-assembly. Variable: mode, "list" or "problems".

function hexadecimal(text,    value, i) {
  value = 0
  for (i = 1; i <= length(text); i++) {
    value = 16 * value + index("0123456789abcdef", substr(text, i, 1)) - 1
  }
  return value
}

# The name in `<name+0x10>` or `name-0x4`.
function callee(text) {
  gsub(/^<|>$/, "", text)
  sub(/[+-]0x[0-9a-f]+$/, "", text)
  return text
}

# Whether an instruction has no place in a hot loop.
function problem(operation) {
  if (operation ~ /^call/) return 1
  if (operation ~ /^v(sqrt|div|add|sub|mul|max|min|round|rndscale|fn?m(add|sub)[0-9]*)s[sd]$/) {
    return 1
  }
  return operation ~ /^v(insertps|extractps|p(insr|extr)[bwdq])$/
}

# Reports the innermost loops of the function that ends here.
function finish(    i, j, k, isInnermost, seen) {
  for (i = 1; i <= jumpCount; i++) {
    isInnermost = 1
    for (j = 1; j <= jumpCount; j++) {
      if (i != j && first[j] >= first[i] && last[j] <= last[i] \
        && (first[j] != first[i] || last[j] != last[i])) isInnermost = 0
    }
    if (!isInnermost) continue
    if (mode == "list") {
      printf "%s\t%s\t%d instructions\n", name, address[first[i]], last[i] - first[i] + 1
      continue
    }
    split("", seen)
    for (k = first[i]; k <= last[i]; k++) {
      if (!problem(operations[k]) || operations[k] in seen) continue
      seen[operations[k]]
      printf "%s\t%s\t%s\n", name, address[first[i]], operations[k]
    }
  }
  count = 0
  jumpCount = 0
  split("", numberAt)
}

/^[0-9a-f]+ <.*>:$/ {
  finish()
  name = $2
  gsub(/^<|>:$/, "", name)
  isHot = name ~ /Float(32x(8|16)|64x(4|8))/
  next
}

# A relocation of the instruction before it: the symbol of a call to elsewhere.
$2 ~ /^R_/ {
  if (operations[count] ~ /^call:/) operations[count] = "call:" callee($3)
  next
}

isHot && $1 ~ /^[0-9a-f]+:$/ {
  count++
  address[count] = substr($1, 1, length($1) - 1)
  operations[count] = $2
  if ($2 ~ /^call/) operations[count] = "call:" callee($4 == "" ? $3 : $4)
  numberAt[hexadecimal(address[count])] = count
  target = hexadecimal($3)
  if ($2 ~ /^j/ && $3 ~ /^[0-9a-f]+$/ && target in numberAt) {
    jumpCount++
    first[jumpCount] = numberAt[target]
    last[jumpCount] = count
  }
}

END { finish() }
