package org.radiloom.ui.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether patients may be named on screen and in what leaves it: one switch for the whole window. While names are hidden
 * patients and studies have numbers, in the order in which they were first asked for. Knows no JavaFX; used on one thread
 * except for {@link #hidden}.
 */
public final class PatientData {
    private final List<Runnable> listeners = new ArrayList<>();
    private final Map<String, Integer> patients = new HashMap<>();
    private final Map<String, Integer> studies = new HashMap<>();
    private volatile boolean hidden;

    /** Tells {@code listener} when names come or go. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public boolean hidden() {
        return hidden;
    }

    public void setHidden(boolean wanted) {
        if (hidden != wanted) {
            hidden = wanted;
            listeners.forEach(Runnable::run);
        }
    }

    /** What a patient is called while names are hidden; the same in the whole session. */
    public synchronized String patient(String key, Words words) {
        return words.of("patient.number", patients.computeIfAbsent(key, k -> patients.size() + 1));
    }

    /** What a study is called while names are hidden. */
    public synchronized String study(String uid, Words words) {
        return words.of("patient.study", studies.computeIfAbsent(uid, k -> studies.size() + 1));
    }

    /** A sentence for the screen: one that may name a file is not shown while names are hidden, for files are often called after patients. */
    public String sentence(String sentence, Words words) {
        boolean file = sentence.indexOf('/') >= 0 || sentence.indexOf('\\') >= 0;
        return hidden && file ? words.of("patient.sentence") : sentence;
    }

    /** Why a file was not opened, for the screen: without its name while names are hidden. */
    public String reason(String reason, String file, Words words) {
        if (!hidden) {
            return reason;
        }
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        String hide = words.of("patient.this.file");
        return sentence(name.isEmpty() ? reason : reason.replace(file, hide).replace(name, hide), words);
    }

    /** A file for the screen: without its name while names are hidden. */
    public String file(String file, Words words) {
        return hidden ? words.of("patient.file") : file;
    }
}
