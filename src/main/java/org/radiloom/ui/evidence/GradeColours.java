package org.radiloom.ui.evidence;

import java.util.List;
import java.util.Locale;

/** The fixed colours of grades, 0xRRGGBB; whoever uses one also shows the word or the place of the grade. */
public final class GradeColours {
    /** Of whatever is not sure or was not graded. */
    public static final int UNCERTAIN = 0x8E99A8;

    private static final List<String> NAMES = List.of("normal", "mild", "moderate", "severe");
    private static final List<Integer> RGB = List.of(0x4FB68C, 0xD8C24A, 0xE5893C, 0xD9534F);

    private GradeColours() {}

    /** The colour of a grade, by its name where it is one of the four, else by its place among its like. */
    public static int rgb(List<String> grades, int index) {
        int known = NAMES.indexOf(grades.get(index).toLowerCase(Locale.ROOT));
        if (known >= 0) {
            return RGB.get(known);
        }
        int last = Math.max(1, grades.size() - 1);
        return RGB.get(Math.round((float) index * (RGB.size() - 1) / last));
    }
}
