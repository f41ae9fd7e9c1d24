"""One technology each: Postgres, SMTP, object storage, PDF, keys, local servers."""
