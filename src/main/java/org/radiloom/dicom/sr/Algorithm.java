package org.radiloom.dicom.sr;

import java.util.List;

/**
 * What has computed a result. Source: DICOM PS3.16, TID 4019.
 *
 * @param parameters "name=value" each
 */
public record Algorithm(String name, String version, List<String> parameters) {
    public Algorithm {
        parameters = List.copyOf(parameters);
    }
}
