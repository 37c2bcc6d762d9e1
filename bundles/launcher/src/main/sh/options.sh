# The options of up and demo, checked before anything is built, unpacked or started. Read in by ./fettle; needs prerequisites.sh.

refuse() { say "$*; ./fettle $asked --help tells more"; exit 2; }

# check_options COMMAND WORDS...
check_options() {
  asked=$1
  shift
  seen=
  while [ $# -gt 0 ]; do
    word=$1
    shift
    option=${word%%=*}
    case $asked:$option in
      up:--no-agent | *:--home | *:--port-offset | *:--bind | demo:--computers | demo:--seed) ;;
      *:-*) refuse "there is no option '$option'" ;;
      *) refuse "'$word' is no option" ;;
    esac
    case " $seen " in
      *" $option "*) refuse "$option is there twice" ;;
    esac
    seen="$seen $option"
    if [ "$option" = --no-agent ]; then
      [ "$word" = "$option" ] || refuse "$option takes no value"
      continue
    fi
    if [ "$word" != "$option" ]; then
      value=${word#*=}
    else
      value=${1:-}
      case $value in
        '' | --*) refuse "$option needs a value" ;;
      esac
      shift
    fi
    check_value "$option" "$value"
  done
}

check_value() {
  case $1 in
    --home) ;; # checked where it is read
    --port-offset) check_number "$@" -8019 57152 ;;
    --computers) check_number "$@" 1 100000 ;;
    --seed) is_number "$2" || refuse "$1 needs a whole number, not '$2'" ;;
    --bind)
      need_java
      status=0
      "$java" -XX:TieredStopAtLevel=1 "$here/bundles/launcher/src/main/java/io/fettle/launcher/OwnAddress.java" "$2" || status=$?
      [ "$status" -ne 2 ] || exit 2 # anything else: there is no compiler here, and the launcher looks again
      ;;
  esac
}

# check_number OPTION VALUE LEAST MOST
check_number() {
  if ! is_number "$2" || [ "${#2}" -gt 7 ] || [ "$2" -lt "$3" ] || [ "$2" -gt "$4" ]; then
    refuse "$1 needs a whole number from $3 to $4, not '$2'"
  fi
}

is_number() {
  case ${1#-} in
    '' | *[!0-9]* | ????????????????????*) return 1 ;;
  esac
}
