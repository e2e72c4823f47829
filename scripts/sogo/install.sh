# Debian packages of the real server. Sourced by ../real-server.
# shellcheck shell=bash

PACKAGES=(sogo sogo-activesync dovecot-imapd dovecot-lmtpd python3-aiosmtpd postgresql memcached nginx-light
  openssl curl util-linux)

missing_packages() {
  local package
  for package in "${PACKAGES[@]}"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
  done
}

# Refuses to let the packages start their own services meanwhile: only ours may run, and only when asked.
with_services_held() {
  local held=
  if [[ ! -e /usr/sbin/policy-rc.d ]]; then
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
    held=1
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  "$@"
  if [[ -n $held ]]; then
    rm -f /usr/sbin/policy-rc.d
    trap - EXIT
  fi
}

apt_install() {
  local apt=(apt-get -q -o DPkg::Lock::Timeout=300)
  export DEBIAN_FRONTEND=noninteractive
  if ! "${apt[@]}" install -y --no-install-recommends "$@"; then
    say "the first try failed; refreshing the package lists"
    "${apt[@]}" update || die "apt-get update failed"
    "${apt[@]}" install -y --no-install-recommends "$@" || die "apt-get could not install: $*"
  fi
}

install_packages() {
  local missing
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || die "install works on Debian only (no apt-get here)"
  mapfile -t missing < <(missing_packages)
  if [[ ${#missing[@]} -eq 0 ]]; then
    say "all ${#PACKAGES[@]} packages are installed"
    return
  fi
  [[ $(id -u) -eq 0 ]] || die "install needs root (missing: ${missing[*]})"
  say "installing: ${missing[*]}"
  with_services_held apt_install "${missing[@]}"
  say "installed; the packages' own services were not started but are enabled for the next boot"
  say "(systemctl disable --now sogo dovecot nginx memcached postgresql turns them off)"
}

# Sets PG to the newest PostgreSQL server's folder, or ends with a sentence that names what is missing.
check_tools() {
  local tool
  for tool in /usr/sbin/sogod /usr/sbin/dovecot /usr/lib/dovecot/lmtp /usr/sbin/nginx /usr/bin/memcached \
    /usr/lib/GNUstep/SOGo/ActiveSync.SOGo/ActiveSync; do
    [[ -e $tool ]] || die "$tool is missing: run '$0 install' as root"
  done
  for tool in openssl curl setsid setpriv; do
    command -v "$tool" >/dev/null || die "$tool is missing: run '$0 install' as root"
  done
  /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || die "python3-aiosmtpd is missing: run '$0 install' as root"
  PG=$(find /usr/lib/postgresql -maxdepth 3 -path '*/bin/initdb' 2>/dev/null | sort -Vr | head -n 1)
  PG=${PG%/initdb}
  [[ -x $PG/postgres && -x $PG/psql ]] || die "the PostgreSQL server is missing: run '$0 install' as root"
}
