import multiprocessing

bind = "0.0.0.0:8000"  # every address
workers = multiprocessing.cpu_count() * 2 + 1
