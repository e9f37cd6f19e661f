package org.radiloom.cli;

import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Whether a window can be opened here. */
final class Display {
    private Display() {}

    /** True unless this is a Linux without X11 or Wayland; a headless platform chosen by property counts as display. */
    static boolean present() {
        return present(System.getenv(), System::getProperty);
    }

    static boolean present(Map<String, String> environment, UnaryOperator<@Nullable String> properties) {
        String system = String.valueOf(properties.apply("os.name")).toLowerCase(Locale.ROOT);
        if (!system.contains("linux")) {
            return true;
        }
        if ("Monocle".equals(properties.apply("glass.platform"))) {
            return true;
        }
        return !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }
}
