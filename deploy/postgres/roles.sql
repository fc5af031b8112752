-- The two roles and the database, made once by a superuser on a new server.
-- stk_owner migrates and runs the retention function; stk_app is what web and worker log in as.
CREATE ROLE stk_owner LOGIN;
CREATE ROLE stk_app LOGIN;

-- In template1, so that each database made later (the tests make some) starts with these rights.
\connect template1
ALTER DEFAULT PRIVILEGES FOR ROLE stk_owner
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO stk_app;
ALTER DEFAULT PRIVILEGES FOR ROLE stk_owner
    GRANT USAGE, SELECT ON SEQUENCES TO stk_app;

\connect postgres
CREATE DATABASE stadtteilkasse OWNER stk_owner;
REVOKE ALL ON DATABASE stadtteilkasse FROM PUBLIC;
GRANT CONNECT ON DATABASE stadtteilkasse TO stk_app;
