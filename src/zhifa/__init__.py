"""Zhifa 执法: an open platform for lawful administrative enforcement."""
