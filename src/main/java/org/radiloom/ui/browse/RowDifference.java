package org.radiloom.ui.browse;

import java.util.List;

/** Changes a list in place where it differs only, so that a view of it keeps its place. */
final class RowDifference {
    private RowDifference() {}

    /** Makes {@code list} equal to {@code wanted}; what both begin and end with is left alone. */
    static <T> void apply(List<T> list, List<T> wanted) {
        int same = 0;
        int shorter = Math.min(list.size(), wanted.size());
        while (same < shorter && list.get(same).equals(wanted.get(same))) {
            same++;
        }
        int end = 0;
        while (end < shorter - same && list.get(list.size() - 1 - end).equals(wanted.get(wanted.size() - 1 - end))) {
            end++;
        }
        if (same < list.size() - end) {
            list.subList(same, list.size() - end).clear();
        }
        if (same < wanted.size() - end) {
            list.addAll(same, wanted.subList(same, wanted.size() - end));
        }
    }
}
