package org.radiloom.train.loop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What the schedule {@code plateau} remembers.
 *
 * @param factor what it made of the learning rate so far
 * @param waited validations since the last better one or the last change
 * @param best the best result; none before the first
 */
public record PlateauState(
        double factor, int waited, @Nullable Double best) {
    static final PlateauState START = new PlateauState(1, 0, null);

    /** After a result: a better one starts the wait again, one too many lowers the rate. */
    PlateauState after(double value, boolean better, OptimSettings.Plateau settings) {
        if (better) {
            return new PlateauState(factor, 0, value);
        }
        return waited >= settings.patience()
                ? new PlateauState(factor * settings.factor(), 0, best)
                : new PlateauState(factor, waited + 1, best);
    }

    void write(ObjectNode into) {
        into.put("factor", factor).put("waited", waited).put("best", best);
    }

    static PlateauState parse(ObjectNode tree) {
        return new PlateauState(
                tree.path("factor").asDouble(1),
                tree.path("waited").asInt(),
                tree.path("best").isNumber() ? tree.path("best").asDouble() : null);
    }
}
