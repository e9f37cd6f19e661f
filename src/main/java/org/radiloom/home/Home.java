package org.radiloom.home;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Radiloom's own folders. They exist only after something has been written there.
 *
 * @param config what the user chose: preferences, shortcuts
 * @param data what the user made: measurements, key images, reports; never deleted by the program
 * @param cache what can be made again: the index of studies, thumbnails
 */
public record Home(Path config, Path data, Path cache) {
    /** Environment variable that puts all three folders into one place; for portable installations and tests. */
    public static final String VARIABLE = "RADILOOM_HOME";

    /** The folders of the user who runs the program, after the XDG base directories on Linux and AppData on Windows. */
    public static Home standard() {
        return of(System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
    }

    /** All folders under one. */
    public static Home under(Path folder) {
        return new Home(folder.resolve("config"), folder.resolve("data"), folder.resolve("cache"));
    }

    static Home of(Map<String, String> environment, String system, Path user) {
        String own = environment.getOrDefault(VARIABLE, "");
        if (!own.isBlank()) {
            return under(Path.of(own).toAbsolutePath());
        }
        if (system.toLowerCase(Locale.ROOT).startsWith("windows")) {
            Path roaming = named(environment, "APPDATA", user.resolve("AppData").resolve("Roaming"));
            Path local =
                    named(environment, "LOCALAPPDATA", user.resolve("AppData").resolve("Local"));
            return new Home(
                    roaming.resolve("Radiloom"),
                    local.resolve("Radiloom").resolve("data"),
                    local.resolve("Radiloom").resolve("cache"));
        }
        return new Home(
                named(environment, "XDG_CONFIG_HOME", user.resolve(".config")).resolve("radiloom"),
                named(environment, "XDG_DATA_HOME", user.resolve(".local").resolve("share"))
                        .resolve("radiloom"),
                named(environment, "XDG_CACHE_HOME", user.resolve(".cache")).resolve("radiloom"));
    }

    /** The XDG rules say that a relative path is to be ignored. */
    private static Path named(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.getOrDefault(variable, "");
        return value.isBlank() || !Path.of(value).isAbsolute() ? otherwise : Path.of(value);
    }
}
