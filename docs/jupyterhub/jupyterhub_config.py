"""A JupyterHub for one course, with nbgrader's exchange; started by `jupyterhub -f`."""

import os
from pathlib import Path

c = get_config()  # noqa: F821 - JupyterHub provides it

# Everything of the course that is shared lies here:
#   datasets/            made once by `python -m data_scripts`, readable by everybody
#   exchange/            assignments go out and come back; mode 777, nbgrader sees to it
#   etc/nbgrader_config.py
COURSE = Path(os.environ.get("COURSE_HOME", "/srv/course"))

# Who may come in, and how their servers start: what your site uses. PAM and local
# processes are enough for a class on one machine with an account for each student.
c.JupyterHub.authenticator_class = os.environ.get("COURSE_AUTHENTICATOR", "pam")
c.JupyterHub.spawner_class = os.environ.get("COURSE_SPAWNER", "localprocess")
c.Authenticator.allow_all = True
c.Authenticator.admin_users = {"teacher"}

# A student's server: JupyterLab, the shared data, and room for one training run.
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = 120
c.Spawner.mem_limit = "6G"  # kept by systemd, Docker and Kubernetes spawners
c.Spawner.cpu_limit = 2
c.Spawner.environment = {
    "COURSE_DATA": str(COURSE / "datasets"),
    "JUPYTER_CONFIG_PATH": str(COURSE / "etc"),
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
