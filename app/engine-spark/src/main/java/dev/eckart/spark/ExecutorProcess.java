package dev.eckart.spark;

import java.net.URLClassLoader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Eckart in the process of an executor, loaded once: an executor has no other place for what outlives its tasks, and native
 * libraries cannot be loaded twice.
 */
final class ExecutorProcess {
    private static final String PORT = "dev.eckart.engine.TaskPort";
    private static final Map<Seal, Port> PORTS = new ConcurrentHashMap<>();

    private ExecutorProcess() {}

    /** Takes tasks. */
    interface Port {
        Answer carryOut(byte[] task, Map<String, byte[]> common);
    }

    /** The port of executors that are the driver's own process, where Eckart is loaded already. */
    static void share(Seal seal, Port port) {
        PORTS.put(seal, port);
    }

    static Port port(Seal seal) {
        return PORTS.computeIfAbsent(seal, ExecutorProcess::opened);
    }

    private static Port opened(Seal seal) {
        return seal.objection()
                .<Port>map(objection -> (task, common) -> Answer.refusing(objection))
                // Not closed: it is in use as long as the process lives.
                .orElseGet(() -> port(new URLClassLoader(seal.urls(), ClassLoader.getPlatformClassLoader())));
    }

    @SuppressWarnings("unchecked")
    private static Port port(ClassLoader eckart) {
        try {
            BiFunction<byte[], Map<String, byte[]>, byte[]> port = (BiFunction<byte[], Map<String, byte[]>, byte[]>)
                    eckart.loadClass(PORT).getConstructor().newInstance();
            return (task, common) -> Answer.of(port.apply(task, common));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Eckart cannot be loaded: " + e, e);
        }
    }
}
