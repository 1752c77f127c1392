"""The statements about leases."""
