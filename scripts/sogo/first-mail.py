"""Puts one message into a test user's Inbox: first-mail.py SMTP-PORT RECIPIENT SUBJECT TEXT [attach]."""
import smtplib
import sys
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

port, recipient, subject, text = sys.argv[1:5]
message = EmailMessage()
sender = "Alice Anderson <alice@example.test>" if recipient.startswith("bob") else "Bob Brown <bob@example.test>"
message["From"], message["To"], message["Subject"] = sender, recipient, subject
message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain="example.test")
message.set_content(text)
if "attach" in sys.argv[5:]:
    message.add_attachment(bytes(range(256)), maintype="application", subtype="octet-stream", filename="bytes.bin")
with smtplib.SMTP("127.0.0.1", int(port)) as smtp:
    smtp.send_message(message)
