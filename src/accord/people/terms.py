"""The terms people agree to when they join; new words that change what is agreed, new version."""

PURPOSE = "terms"
VERSION = "2026-11"
