package org.radiloom.train.loop;

import java.util.Set;

/**
 * Parameters that learn at one rate and are frozen together.
 *
 * @param name as settings call it, such as {@code encoder}
 * @param parameters their names; no parameter is in two groups
 * @param heldFirst whether it stays frozen in the first of two stages
 */
public record ParamGroup(String name, Set<String> parameters, boolean heldFirst) {
    public ParamGroup {
        parameters = Set.copyOf(parameters);
    }
}
