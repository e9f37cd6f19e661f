package org.radiloom.cli;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a training makes of signals: Ctrl-C and a request to terminate stop it in order (twice: at once); a terminal that
 * closes, and standard input that belongs to another program, do not concern it.
 *
 * <p>Uses {@code sun.misc.Signal}, the only way in Java to end with a code of one's own after a signal; where it is not
 * to be had, signals keep their usual meaning, and the checkpoint of the last epoch stays.
 */
final class TrainSignals implements AutoCloseable {
    private final Map<String, Object> before = new LinkedHashMap<>();
    private volatile boolean asked;

    /** @param stop asks the training to save and end; called on another thread */
    TrainSignals(Runnable stop) {
        Runnable ending = () -> {
            if (asked) {
                Runtime.getRuntime().halt(ExitCode.CANCELLED);
            }
            asked = true;
            stop.run();
        };
        set("INT", Optional.of(ending));
        set("TERM", Optional.of(ending));
        set("HUP", Optional.empty());
        set("TTIN", Optional.empty());
    }

    /** @param work empty to ignore the signal */
    private void set(String name, Optional<Runnable> work) {
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object handler = work.isEmpty() ? type.getField("SIG_IGN").get(null) : handler(type, work.get());
            before.put(name, handle(name, handler));
        } catch (ReflectiveOperationException e) {
            // a signal that this system does not have, or that Java was told to leave alone
            before.remove(name);
        }
    }

    private static Object handler(Class<?> type, Runnable work) {
        return Proxy.newProxyInstance(
                TrainSignals.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        work.run();
                    }
                    return null;
                });
    }

    private static Object handle(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        return signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }

    /** The signals mean again what they meant before. */
    @Override
    public void close() {
        before.forEach((name, handler) -> {
            try {
                handle(name, handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("signal " + name, e);
            }
        });
    }
}
