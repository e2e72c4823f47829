# Starting, watching and ending the daemons. Sourced by ../real-server; uses its DATA, AS and DAEMONS.
# shellcheck shell=bash

# A pid file holds "pid starttime", so that a process that took over a dead daemon's id is never signalled.
start_time() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# alive NAME: true while that daemon runs; sets PID.
alive() {
  local file=$DATA/pid/$1 started
  PID=
  [[ -r $file ]] || return 1
  read -r PID started <"$file" || return 1
  [[ -n $PID && -n $started && $(start_time "$PID") == "$started" ]]
}

# spawn NAME COMMAND...: every daemon leads its own session, so a signal to its group reaches only what it forked.
spawn() {
  local name=$1 pid
  shift
  (cd "$DATA" && exec setsid "${AS[@]}" "$@") </dev/null >>"$DATA/log/$name.out" 2>&1 &
  pid=$!
  disown "$pid"
  printf '%s %s\n' "$pid" "$(start_time "$pid")" >"$DATA/pid/$name"
}

port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# await NAME SECONDS LOG COMMAND...: until the command succeeds; gives up when the daemon ended or time is over.
await() {
  local name=$1 seconds=$2 log=$3 end
  shift 3
  end=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    alive "$name" || give_up "$name ended by itself while starting" "$DATA/log/$name.out" "$log"
    [[ $SECONDS -lt $end ]] || give_up "$name was not ready within ${seconds} s" "$DATA/log/$name.out" "$log"
    sleep 0.1
  done
}

# wait_gone TENTHS NAME...: true once none of them is alive.
wait_gone() {
  local tenths=$1 left name
  shift
  for ((; tenths > 0; tenths--)); do
    left=
    for name in "$@"; do
      if alive "$name"; then
        left=$name
        break
      fi
    done
    [[ -n $left ]] || return 0
    sleep 0.1
  done
  return 1
}

# stop_all: asks politely, the database last; what is left after that is killed. True when nothing is left.
stop_all() {
  local name front=() result=0
  STOPPED_ANY=
  for name in "${DAEMONS[@]}"; do
    [[ $name == postgres ]] || front+=("$name")
  done
  for name in "${front[@]}"; do
    alive "$name" || continue
    STOPPED_ANY=1
    # sogod's watchdog waits for idle workers, so its workers are told as well
    if [[ $name == sogod ]]; then kill -TERM -- "-$PID"; else kill -TERM "$PID"; fi 2>/dev/null || true
  done
  # sogod can sit in its watchdog loop for ten seconds and holds nothing worth waiting for
  if alive sogod && ! wait_gone 5 sogod && alive sogod; then kill -KILL -- "-$PID" 2>/dev/null || true; fi
  wait_gone 30 "${front[@]}" || true
  if alive postgres; then
    STOPPED_ANY=1
    kill -INT "$PID" 2>/dev/null || true # INT is PostgreSQL's fast shutdown
    wait_gone 100 postgres || true
  fi
  for name in "${DAEMONS[@]}"; do
    if alive "$name"; then
      kill -KILL -- "-$PID" 2>/dev/null || kill -KILL "$PID" 2>/dev/null || true
      if ! wait_gone 20 "$name"; then
        say "$name (pid $PID) would not end"
        result=1
        continue
      fi
    fi
    rm -f "$DATA/pid/$name"
  done
  return $result
}
