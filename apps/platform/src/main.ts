// The composition root of the embedded shape: every service in one process.
