"""Ordinary Jupyter clients reach a sandboxed kernel through the provisioner."""

from __future__ import annotations

import nbformat
import pytest
from jupyter_client.provisioning import KernelProvisionerFactory
from nbclient import NotebookClient

from grader.engines import provisioner
from tests.conftest import need_wall


class _EntryPoint:
    name = "course-sandbox"
    value = "grader.engines.provisioner:SandboxProvisioner"

    def load(self) -> type:
        return provisioner.SandboxProvisioner


@pytest.mark.slow
def test_nbclient_runs_a_notebook_in_a_sandboxed_kernel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    need_wall()
    factory = KernelProvisionerFactory.instance()
    monkeypatch.setitem(factory.provisioners, "course-sandbox", _EntryPoint())
    monkeypatch.setattr(factory, "default_provisioner_name", "course-sandbox")
    source = "import os, sys\nprint(os.getpid(), 'tensorflow' in sys.modules)\n1 + 1"
    cell = nbformat.v4.new_code_cell(source)
    notebook = nbformat.v4.new_notebook(cells=[cell])
    try:
        for _ in range(2):
            NotebookClient(notebook, kernel_name="python3", timeout=60).execute()
            stream, result = notebook.cells[0].outputs
            assert stream.text == "1 True\n"
            assert result.data["text/plain"] == "2"
        assert provisioner.shared_zygote().starts == 1
    finally:
        provisioner.shared_zygote().stop()
        provisioner._zygote.clear()
