package org.radiloom.ui.preference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.radiloom.ui.command.Keys;
import org.radiloom.ui.words.Language;

/**
 * What the reader chose. What this program does not know is kept as it is: another version may know it; what it cannot
 * make sense of counts as not chosen. Knows no JavaFX; used on one thread.
 */
public final class Preferences {
    /** Sizes that the list offers, in percent. */
    public static final List<Integer> SCALES = List.of(100, 125, 150, 175, 200);

    private static final int LEAST_SCALE = 100;
    private static final int MOST_SCALE = 200;
    private static final int LONGEST_ANNOTATOR = 40;

    private static final String LANGUAGE = "language";
    private static final String THEME = "theme";
    private static final String SCALE = "scalePercent";
    private static final String HIDDEN = "hidePatient";
    private static final String ANNOTATOR = "annotator";
    private static final String WINDOW = "window";
    private static final String LAYOUT = "layout";
    private static final String SHORTCUTS = "shortcuts";

    private final List<Runnable> listeners = new ArrayList<>();
    private final Language usual;
    private ObjectNode settings;

    /** Nothing chosen yet; {@code usual} is the language until one is chosen. */
    public Preferences(Language usual) {
        this(JsonNodeFactory.instance.objectNode(), usual);
    }

    /** What was chosen before. */
    public Preferences(ObjectNode settings, Language usual) {
        this.settings = settings.deepCopy();
        this.usual = usual;
    }

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void set(String key, JsonNode value) {
        if (!value.equals(settings.get(key))) {
            settings.set(key, value);
            List.copyOf(listeners).forEach(Runnable::run);
        }
    }

    /** Everything, to be written to a file. */
    public ObjectNode settings() {
        return settings.deepCopy();
    }

    /** Forgets what was chosen on the page of preferences; keys, layout and the place of the window stay. */
    public void reset() {
        ObjectNode now = settings.deepCopy();
        now.remove(List.of(LANGUAGE, THEME, SCALE, HIDDEN, ANNOTATOR));
        if (!now.equals(settings)) {
            settings = now;
            List.copyOf(listeners).forEach(Runnable::run);
        }
    }

    // ---- what the reader sees ----

    public Language language() {
        return word(Language.class, LANGUAGE).orElse(usual);
    }

    public void setLanguage(Language wanted) {
        set(LANGUAGE, word(wanted));
    }

    public Theme theme() {
        return word(Theme.class, THEME).orElse(Theme.DARK);
    }

    public void setTheme(Theme wanted) {
        set(THEME, word(wanted));
    }

    /** Size of everything in the window, 100 to 200 percent. */
    public int scalePercent() {
        return Math.clamp(settings.path(SCALE).asInt(LEAST_SCALE), LEAST_SCALE, MOST_SCALE);
    }

    public void setScalePercent(int wanted) {
        set(SCALE, JsonNodeFactory.instance.numberNode(Math.clamp(wanted, LEAST_SCALE, MOST_SCALE)));
    }

    /** Takes the next larger or smaller size that the list offers. */
    public void stepScale(int by) {
        int now = scalePercent();
        if (by > 0) {
            SCALES.stream().filter(s -> s > now).findFirst().ifPresent(this::setScalePercent);
        } else {
            SCALES.reversed().stream().filter(s -> s < now).findFirst().ifPresent(this::setScalePercent);
        }
    }

    // ---- what the reader does ----

    /** Whether names and numbers of patients are kept off the screen. */
    public boolean patientHidden() {
        return settings.path(HIDDEN).asBoolean(false);
    }

    public void setPatientHidden(boolean wanted) {
        set(HIDDEN, JsonNodeFactory.instance.booleanNode(wanted));
    }

    /** Who corrects: initials or a number, kept with each step; empty where nobody is named. */
    public String annotator() {
        String text = settings.path(ANNOTATOR).asText("").strip();
        return text.substring(0, Math.min(LONGEST_ANNOTATOR, text.length()));
    }

    public void setAnnotator(String wanted) {
        set(ANNOTATOR, JsonNodeFactory.instance.textNode(wanted.strip()));
    }

    // ---- what is remembered ----

    public Optional<WindowPlace> window() {
        JsonNode at = settings.path(WINDOW);
        boolean whole = at.path("x").isNumber()
                && at.path("y").isNumber()
                && at.path("width").asDouble() > 0
                && at.path("height").asDouble() > 0;
        return whole
                ? Optional.of(new WindowPlace(
                        at.path("x").asDouble(),
                        at.path("y").asDouble(),
                        at.path("width").asDouble(),
                        at.path("height").asDouble(),
                        at.path("maximised").asBoolean(false)))
                : Optional.empty();
    }

    public void setWindow(WindowPlace now) {
        ObjectNode at = settings.path(WINDOW) instanceof ObjectNode there
                ? there.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        at.put("x", now.x());
        at.put("y", now.y());
        at.put("width", now.width());
        at.put("height", now.height());
        at.put("maximised", now.maximised());
        set(WINDOW, at);
    }

    /** The grid of panes, such as {@code "2x3"}: rows, then columns. */
    public Optional<String> layout() {
        return Optional.ofNullable(settings.path(LAYOUT).textValue());
    }

    public void setLayout(String now) {
        set(LAYOUT, JsonNodeFactory.instance.textNode(now));
    }

    /** The keys that the reader gave to commands, by id of the command. */
    public Map<String, List<Keys>> shortcuts() {
        Map<String, List<Keys>> all = new LinkedHashMap<>();
        settings.path(SHORTCUTS).properties().forEach(each -> {
            List<Keys> keys = new ArrayList<>();
            each.getValue().forEach(k -> Keys.parse(k.asText()).ifPresent(keys::add));
            all.put(each.getKey(), keys);
        });
        return all;
    }

    public void setShortcuts(Map<String, List<Keys>> now) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        now.forEach((id, keys) -> keys.forEach(k -> all.withArray(id).add(k.toString())));
        now.forEach((id, keys) -> all.withArray(id));
        set(SHORTCUTS, all);
    }

    private static JsonNode word(Enum<?> value) {
        return JsonNodeFactory.instance.textNode(value.name().toLowerCase(Locale.ROOT));
    }

    private <E extends Enum<E>> Optional<E> word(Class<E> kind, String key) {
        for (E value : kind.getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(settings.path(key).asText())) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
