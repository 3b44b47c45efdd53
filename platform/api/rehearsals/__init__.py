"""What an artist's rehearsal shows: the figures of ingest, judged. The key and the sessions are the catalog's."""
