"""The service under mixed callers for a long time, slow, greedy and hostile ones among them: python -m bench.soak"""
