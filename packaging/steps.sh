# Read by bin/test and .ci/run: runs steps one after the other, whatever happens to each, and counts at the end.
# What a step reports (JSON of GoogleTest, Vitest, Playwright; JUnit of node:test) goes to $results/NAME.json or .xml,
# its exit code to NAME.exit. tests/support/tally.ts adds them up.
results=build/results/$(basename "$0")

start_steps() {
  rm -rf "$results"
  mkdir -p "$results"
}

# Without this step nothing else makes sense: count and stop.
first_step() {
  step "$@"
  [ "$(cat "$results/$1.exit")" -eq 0 ] || { count_steps "$results" || exit 1; }
}

step() {
  local name=$1 start=$SECONDS code=0
  shift
  say "$name"
  "$@" </dev/null || code=$?
  echo "$code" >"$results/$name.exit"
  [ "$code" -eq 0 ] && say "$name: ok, $((SECONDS - start)) s" || say "$name: FAILED (exit code $code), $((SECONDS - start)) s"
}

# The GoogleTest programs, as CMake knows them.
test_programs() { ctest --test-dir build/release --show-only=human 2>/dev/null | sed -n 's/^ *Test *#[0-9]*: \(.*\)/\1_test/p'; }

# All of them, or those that are named; two at a time.
cpp_steps() {
  local preset=$1 kind=$2 program
  shift 2
  for program in ${*:-$(test_programs)}; do
    while [ "$(jobs -pr | wc -l)" -ge 2 ]; do wait -n || true; done
    step "$kind-$program" quietly "$results/$kind-$program.log" \
      "build/$preset/$program" --gtest_brief=1 --gtest_output="json:$results/$kind-$program.json" &
  done
  wait
}

# What a program says is shown only when it fails: tests of what goes wrong make it log a lot.
quietly() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 || { local code=$?; cat "$log"; return $code; }
}

node_tests() {
  local name=$1
  shift
  node --test --test-concurrency=2 --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=junit --test-reporter-destination="$results/$name.xml" "$@"
}

# Prints the table and, alone on the last line, `N passed, N failed`; its exit code is the script's.
count_steps() {
  if node_is_new_enough; then
    node --disable-warning=ExperimentalWarning tests/support/tally.ts "$@"
  else
    echo "0 passed, 1 failed"
    return 1
  fi
}
