# Sourced by scripts that build under a sanitizer: sets `flags` to what `swift build` takes, `directory`
# to where it builds, `configuration` to what programs are best run in, and the environment that goes
# with it. Fails for a name that is none.
#
# Swift has no sanitizer of undefined behaviour on Linux. What has its place: Clang's for the C
# headers, whose functions are compiled into the Swift modules, and Swift's own checks (overflow,
# bounds, preconditions) in the kernels, which are otherwise compiled without them.
choose_sanitizer() {
  configuration=release
  case ${1-} in
    thread) flags=(--sanitize=thread) ;;
    address)
      flags=(--sanitize=address)
      # With Swift's own assertions; scripts/test builds nothing else so.
      configuration=debug
      # Leaks are not looked for: Swift keeps flags in unused bits of pointers to its constants, and
      # LeakSanitizer does not take such a number for a pointer.
      export ASAN_OPTIONS="detect_leaks=0 ${ASAN_OPTIONS-}"
      ;;
    undefined)
      flags=(-Xcc -fsanitize=undefined -Xswiftc -Xclang-linker -Xswiftc -fsanitize=undefined)
      export COSTATE_CHECKED=1
      export UBSAN_OPTIONS="halt_on_error=1 ${UBSAN_OPTIONS-}"
      ;;
    *) return 1 ;;
  esac
  directory=.build-sanitize-$1
  flags+=(--scratch-path "$directory")
  # Tests that limit the address space, which sanitizers need much of, do not run.
  export COSTATE_SANITIZER=$1
}
