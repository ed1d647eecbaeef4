# tries: bpf, perf, keyrings, io_uring, userfaultfd, modules, all with empty arguments
# reached: bpf; perf_event_open; add_key; request_key; keyctl; io_uring_setup; userfaultfd; init_module; finit_module; open_by_handle_at
for call in ("bpf", "perf_event_open", "add_key", "request_key", "keyctl", "io_uring_setup", "userfaultfd", "init_module", "finit_module", "open_by_handle_at"):
    refused(call, lambda: system(call, 0, 0, 0, 0, 0, 0), "EPERM")
def double(values): return 0
