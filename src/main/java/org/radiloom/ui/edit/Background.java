package org.radiloom.ui.edit;

import java.util.function.Consumer;
import org.radiloom.job.Work;

/** Who does what takes longer than a frame, away from the window. */
public interface Background {
    /**
     * Does work and gives its result to {@code then}, on the thread of the window. What goes wrong is told to the reader.
     *
     * @param step the id of the step that it is for
     */
    <T> void submit(String step, Work<T> work, Consumer<T> then);
}
