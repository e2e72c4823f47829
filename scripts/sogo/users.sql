CREATE TABLE sogo_users (
  c_uid varchar(64) PRIMARY KEY, c_name varchar(64), c_password varchar(64), c_cn varchar(128), mail varchar(128),
  displayname varchar(128), givenname varchar(64), sn varchar(64), telephonenumber varchar(64)
);
INSERT INTO sogo_users VALUES
  ('alice', 'alice', 'alice-secret', 'Alice Anderson', 'alice@@DOMAIN@', 'Alice Anderson', 'Alice', 'Anderson', '+1 555 0101'),
  ('bob', 'bob', 'bob-secret', 'Bob Brown', 'bob@@DOMAIN@', 'Bob Brown', 'Bob', 'Brown', '+1 555 0102');
