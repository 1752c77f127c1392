-- Who may start read-alongs besides moderators.
ALTER TABLE server_settings ADD COLUMN host_role_id INTEGER;   -- null: nobody; the server's id: everybody
