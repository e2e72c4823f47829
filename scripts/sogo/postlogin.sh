#!/bin/sh
# SOGo reads its mail SyncKeys from HIGHESTMODSEQ, and dovecot counts mod-sequences only in a mailbox that
# was once selected with CONDSTORE. Without this, every Sync answers an empty body.
if cd "$HOME/Maildir" 2>/dev/null; then
  commands=
  for folder in . .[!.]*/; do
    if [ ! -d "$folder/cur" ] || [ -e "$folder/easel-condstore" ]; then continue; fi
    : >"$folder/easel-condstore"
    name=INBOX
    [ "$folder" = . ] || name=$(printf %s "${folder%/}" | sed 's/^\.//; s,\.,/,g')
    commands="${commands}a SELECT \"$name\" (CONDSTORE)\r\n"
  done
  if [ -n "$commands" ]; then
    printf "%b" "${commands}a LOGOUT\r\n" | /usr/lib/dovecot/imap -c "@DATA@/etc/dovecot.conf" -u "$USER" >/dev/null 2>&1
  fi
fi
exec "$@"
