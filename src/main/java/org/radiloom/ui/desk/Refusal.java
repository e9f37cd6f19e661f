package org.radiloom.ui.desk;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.radiloom.ui.edit.EditCase;

/** Why a tool did nothing: said until something is done. */
final class Refusal {
    private final StatusModel status;
    private @Nullable Notice said;
    private long saidNanos;

    Refusal(StatusModel status) {
        this.status = status;
    }

    void say(String words) {
        var notice = new Notice(words, false);
        said = notice;
        saidNanos = System.nanoTime();
        status.setNotice(notice);
    }

    /** Takes the words off again when a step has been made since, or a preview is there. */
    void changed(Collection<EditCase> cases) {
        Notice notice = said;
        boolean done = notice != null
                && cases.stream()
                        .anyMatch(c -> c.preview().isPresent()
                                || c.lastStepNanos().stream().anyMatch(at -> at - saidNanos > 0));
        if (notice != null && done) {
            said = null;
            if (status.notice().filter(notice::equals).isPresent()) {
                status.clearNotice();
            }
        }
    }
}
