"""What a border post answered to a referral."""
