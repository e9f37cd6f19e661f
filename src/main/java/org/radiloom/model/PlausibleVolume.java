package org.radiloom.model;

import java.util.Locale;
import java.util.Optional;

/**
 * The volumes that a structure can have; a result outside them deserves a second look, and is still a result.
 *
 * @param min cm³
 * @param max cm³
 * @param basis where the two come from, for people
 */
public record PlausibleVolume(double min, double max, String basis) {
    /** Up to a cubic metre: for cards that say nothing. */
    public static final PlausibleVolume ANY = new PlausibleVolume(0, 1e6, "not stated");

    public PlausibleVolume {
        if (!(min >= 0 && max > min)) {
            throw new IllegalArgumentException("plausible volume " + min + " to " + max + " cm3");
        }
    }

    /** Of a whole mandible of an adult. */
    public static PlausibleVolume mandible() {
        return new PlausibleVolume(
                25,
                150,
                "the masks that the model learned from span 36.2 to 111.8 cm³; a third is added to either side");
    }

    /**
     * A sentence for people about a volume that the structure cannot have, or about nothing having been found.
     *
     * @param label the structure, such as Mandible
     */
    public Optional<String> caution(String label, double volumeCm3) {
        String name = label.toLowerCase(Locale.ROOT);
        if (volumeCm3 <= 0) {
            return Optional.of("Nothing was outlined; the " + name + " may be missing from this series.");
        }
        if (volumeCm3 >= min && volumeCm3 <= max) {
            return Optional.empty();
        }
        String why = volumeCm3 < min
                ? "the " + name + " may be missing or cut off in this series"
                : "something other than the " + name + " may be outlined as well";
        return Optional.of(String.format(
                Locale.ROOT,
                "%.1f cm³ is outside the %s to %s cm³ expected; %s.",
                volumeCm3,
                text(min),
                text(max),
                why));
    }

    static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
