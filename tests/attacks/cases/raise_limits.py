# tries: takes the limits off
# reached: RLIMIT_NPROC; RLIMIT_DATA; RLIMIT_FSIZE; RLIMIT_NOFILE; RLIMIT_CPU
import resource
for kind in ("RLIMIT_NPROC", "RLIMIT_DATA", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CPU"):
    try: resource.setrlimit(getattr(resource, kind), (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except (ValueError, PermissionError): reached(kind)
    else: raise SystemError(kind)
def double(values): return 0
