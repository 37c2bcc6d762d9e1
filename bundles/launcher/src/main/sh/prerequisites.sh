# What Fettle needs to be built and to run; each check says how to get what is missing. Read in by ./fettle and itests/run.

say() { printf 'fettle: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# The same Java as Maven's.
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# Names of files are UTF-8, in a bare locale too.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *[Uu][Tt][Ff]8 | *[Uu][Tt][Ff]-8) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

# at_least VERSION MAJOR MINOR
at_least() {
  minimum_major=$2
  minimum_minor=$3
  # shellcheck disable=SC2046 # two words on purpose
  set -- $(printf '%s\n' "$1" | sed -n 's/^[^0-9]*\([0-9][0-9]*\)\(\.\([0-9][0-9]*\)\)\{0,1\}.*/\1 \3/p' | head -n 1)
  [ $# -gt 0 ] || return 1
  [ "$1" -gt "$minimum_major" ] || { [ "$1" -eq "$minimum_major" ] && [ "${2:-0}" -ge "$minimum_minor" ]; }
}

need_java() {
  how="Debian, Ubuntu: apt install openjdk-17-jdk-headless; macOS: brew install openjdk@17; others: https://adoptium.net"
  [ -z "${JAVA_HOME:-}" ] || [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, where there is no bin/java; unset it, or let it name a JDK 17"
  command -v "$java" >/dev/null 2>&1 || fail "Java 17 or newer is missing. $how"
  version=$("$java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1)
  at_least "$version" 17 0 || fail "$java is Java ${version:-of no known version}; Fettle needs 17 or newer. $how"
}

need_maven() {
  need_java
  command -v "${java}c" >/dev/null 2>&1 ||
    fail "the Java compiler is missing: install the JDK, not only the runtime. Debian, Ubuntu: apt install openjdk-17-jdk-headless"
  how="Debian, Ubuntu: apt install maven; macOS: brew install maven; others: https://maven.apache.org/install.html"
  command -v mvn >/dev/null 2>&1 || fail "Maven 3.8 or newer is missing. $how"
  answer=$(mvn --version 2>&1) || fail "mvn --version fails: $(printf '%s\n' "$answer" | head -n 1)"
  version=$(printf '%s\n' "$answer" | sed -n 's/.*Apache Maven \([0-9][0-9A-Za-z.-]*\).*/\1/p' | head -n 1)
  at_least "$version" 3 8 || fail "Maven ${version:-of no known version} is too old; Fettle needs 3.8 or newer. $how"
  version=$(printf '%s\n' "$answer" | sed -n 's/^Java version: \([0-9][0-9A-Za-z.-]*\).*/\1/p' | head -n 1)
  at_least "$version" 17 0 || fail "Maven runs on Java ${version:-of no known version}; let JAVA_HOME name a JDK 17 or newer"
}

# What the console's bundler needs: 20.19 and later of 20, or 22.12 and later.
need_node() {
  how="Any system: https://nodejs.org/en/download (a distribution's own package is often older); macOS: brew install node"
  command -v node >/dev/null 2>&1 || fail "Node 20.19 or newer is missing. $how"
  version=$(node --version 2>&1) || fail "node --version fails: $(printf '%s\n' "$version" | head -n 1)"
  case $version in
    v20.*) at_least "$version" 20 19 ;;
    *) at_least "$version" 22 12 ;;
  esac || fail "Node $version does not do; Fettle needs 20.19 or newer of 20, or 22.12 or newer. $how"
  command -v npm >/dev/null 2>&1 || fail "npm, which comes with Node, is missing. Debian, Ubuntu: apt install npm; others: https://nodejs.org/en/download"
}
