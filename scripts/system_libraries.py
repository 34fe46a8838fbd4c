"""See that the system libraries Qt needs are here; as root on a Debian-like system, install them.

Runs before anything is installed, so it uses the standard library only.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

# What the PySide6 wheels load from outside themselves (ldd on the xcb, wayland, offscreen and multimedia
# plugins), and the Debian package that brings it. Packages that these depend on are left out.
PACKAGES = {
    "libdbus-1.so.3": "libdbus-1-3",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",  # brings a font, too
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libpulse.so.0": "libpulse0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libXext.so.6": "libxext6",
    "libXrandr.so.2": "libxrandr2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def main() -> None:
    missing = missing_packages() if sys.platform == "linux" else []
    if not missing:
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        install(missing)
        missing = missing_packages()
    if missing:
        sys.exit(advice(missing))


def missing_packages() -> list[str]:
    """Name the Debian packages whose libraries this computer cannot load."""
    packages = [package for library, package in PACKAGES.items() if not loads(library)]
    return packages if importlib.util.find_spec("ensurepip") else ["python3-venv", *packages]


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(packages: list[str]) -> None:
    """Install Debian packages, or stop with what apt-get said."""
    print("Installing system libraries:", " ".join(packages), flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    fetch = ["apt-get", "install", "--yes", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], fetch):
        done = subprocess.run(
            command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"The system libraries could not be installed: {done.stderr.strip()}")


def advice(packages: list[str]) -> str:
    names = " ".join(packages)
    if shutil.which("apt-get"):
        return f"System libraries are missing; please run as root: apt-get install {names}"
    return f"System libraries are missing; please install what Debian calls: {names}"


if __name__ == "__main__":
    main()
