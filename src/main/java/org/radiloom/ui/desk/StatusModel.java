package org.radiloom.ui.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the edges of the window say: a notice over the viewport, the device, the title. Used on one thread. */
public final class StatusModel {
    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable Notice notice;
    private @Nullable String device;
    private @Nullable String title;

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    public Optional<Notice> notice() {
        return Optional.ofNullable(notice);
    }

    public void setNotice(Notice now) {
        notice = now;
        changed();
    }

    public void clearNotice() {
        notice = null;
        changed();
    }

    /** The device that analyses ran on; empty as long as none has run. */
    public Optional<String> device() {
        return Optional.ofNullable(device);
    }

    public void setDevice(String now) {
        device = now;
        changed();
    }

    /** The series on screen. */
    public Optional<String> title() {
        return Optional.ofNullable(title);
    }

    public void setTitle(String now) {
        title = now;
        changed();
    }
}
