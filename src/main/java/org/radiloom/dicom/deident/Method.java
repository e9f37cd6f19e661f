package org.radiloom.dicom.deident;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.radiloom.dicom.ConfidentialityOption;
import org.radiloom.dicom.DicomDataset;

/** What a file says about how it was de-identified. Source: DICOM PS3.3, C.7.1.1 and C.12.1; PS3.16, CID 7050. */
final class Method {
    static final int PATIENT_IDENTITY_REMOVED = 0x00120062;
    static final int METHOD = 0x00120063;
    static final int METHOD_CODES = 0x00120064;
    static final int TEMPORAL_INFORMATION = 0x00280303;

    private static final String PROFILE = "Basic Application Confidentiality Profile";
    private static final String PIXELS = "Clean Pixel Data Option";

    private Method() {}

    static String temporal(Set<ConfidentialityOption> retained) {
        if (retained.contains(ConfidentialityOption.DATES)) {
            return "UNMODIFIED";
        }
        return retained.contains(ConfidentialityOption.SHIFTED_DATES) ? "MODIFIED" : "REMOVED";
    }

    static String[] lines(Set<ConfidentialityOption> retained, boolean pixelsCleaned) {
        List<String> lines = new ArrayList<>(List.of("Radiloom, DICOM PS3.15 2026d table E.1-1", PROFILE));
        if (pixelsCleaned) {
            lines.add(PIXELS);
        }
        ordered(retained).forEach(option -> lines.add(option.meaning()));
        return lines.toArray(String[]::new);
    }

    static List<DicomDataset> codes(Set<ConfidentialityOption> retained, boolean pixelsCleaned) {
        List<DicomDataset> codes = new ArrayList<>();
        codes.add(DummyItems.coded("113100", "DCM", PROFILE));
        if (pixelsCleaned) {
            codes.add(DummyItems.coded("113101", "DCM", PIXELS));
        }
        ordered(retained).forEach(option -> codes.add(DummyItems.coded(option.code(), "DCM", option.meaning())));
        return codes;
    }

    private static List<ConfidentialityOption> ordered(Set<ConfidentialityOption> retained) {
        return List.of(ConfidentialityOption.values()).stream()
                .filter(retained::contains)
                .toList();
    }
}
