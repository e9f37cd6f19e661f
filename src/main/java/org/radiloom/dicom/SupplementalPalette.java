package org.radiloom.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.problem.Problem;

/**
 * Colours that a grey file gives to its higher stored values, such as flow on anatomy; the lower ones stay grey. Source: DICOM
 * PS3.3 C.7.6.19, C.8.16.2.1.1.
 *
 * @param labels of the pixels, row by row: 0 is grey, others are places in {@code colours} counted from 1
 * @param colours 0xRRGGBB, at most {@link #MOST}
 */
record SupplementalPalette(byte[] labels, List<Integer> colours) {
    /** Longer palettes are thinned evenly: one label more is left for what is drawn over all. */
    static final int MOST = 254;

    /** The colours of a frame; empty where the file has none, or does not say that they are meant to be seen. */
    static Optional<SupplementalPalette> of(String name, DicomDataset dataset, RawFrame raw) throws Problem {
        String presentation = dataset.string(Tag.PIXEL_PRESENTATION).orElse("");
        boolean meant = presentation.equals("COLOR") || presentation.equals("MIXED");
        if (!meant || !dataset.contains(Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR)) {
            return Optional.empty();
        }
        Palette palette = Palette.of(name, dataset, raw.signed());
        int entries = palette.red().length;
        int shown = Math.min(MOST, entries);
        List<Integer> colours = new ArrayList<>();
        for (int n = 0; n < shown; n++) {
            colours.add(palette.rgb(shown == 1 ? 0 : (int) ((long) n * (entries - 1) / (shown - 1))));
        }
        byte[] labels = new byte[raw.rows() * raw.columns()];
        for (int at = 0; at < labels.length; at++) {
            long entry = (long) raw.sample(at) - palette.first();
            if (entry >= 0) {
                long place = Math.min(entry, entries - 1);
                labels[at] = (byte) (1 + (entries == 1 ? 0 : Math.round((double) place * (shown - 1) / (entries - 1))));
            }
        }
        return Optional.of(new SupplementalPalette(labels, colours));
    }
}
