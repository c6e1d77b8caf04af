"""What people decide about findings: decisions, suppressions, comparison with earlier, and the audit trail."""
