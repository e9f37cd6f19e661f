package org.radiloom.dicom;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which attributes can tell who a patient is, or lead to them: those of the {@link ConfidentialityTable} (DICOM PS3.15, table
 * E.1-1), every name, date, address of a device and UID beside them, and everything private.
 */
public final class IdentifyingAttributes {
    /** UIDs that name a kind of thing, the same for everybody. */
    private static final Set<Integer> KINDS = Stream.of(
                    "MediaStorageSOPClassUID",
                    "TransferSyntaxUID",
                    "ImplementationClassUID",
                    "SOPClassUID",
                    "RelatedGeneralSOPClassUID",
                    "OriginalSpecializedSOPClassUID",
                    "ReferencedSOPClassUID",
                    "CodingSchemeUID",
                    "ContextUID",
                    "MappingResourceUID",
                    "EncryptedContentTransferSyntaxUID",
                    "ReferencedSOPClassUIDInFile",
                    "ReferencedTransferSyntaxUIDInFile")
            .map(Dictionary::tag)
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet());

    private IdentifyingAttributes() {}

    /**
     * Whether the value of an attribute can identify somebody.
     *
     * @param vr its representation, as the file or the dictionary has it
     */
    public static boolean hold(int tag, Vr vr) {
        if (Tag.isPrivate(tag) || ConfidentialityTable.row(tag).isPresent()) {
            return true;
        }
        return switch (vr) {
            case PN, DA, TM, DT, AE -> true;
            case UI -> !KINDS.contains(tag);
            default -> false;
        };
    }
}
