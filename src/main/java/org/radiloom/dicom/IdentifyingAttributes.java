package org.radiloom.dicom;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which attributes can tell who a patient is, or lead to them: at least those that the Basic Application Level
 * Confidentiality Profile (DICOM PS3.15, table E.1-1) removes, replaces or empties. Where the table leaves a choice, and for
 * everything private, the answer is yes.
 */
public final class IdentifyingAttributes {
    /** UIDs that name a kind of thing, the same for everybody. */
    private static final Set<Integer> KINDS = tags(
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
            "DigitalSignatureUID",
            "ReferencedSOPClassUIDInFile",
            "ReferencedTransferSyntaxUIDInFile");

    /** Numbers, codes and texts that are no name, date or UID, but belong to one person, place or machine. */
    private static final Set<Integer> OTHERS = tags(
            "AccessionNumber",
            "AcquisitionComments",
            "AcquisitionDeviceProcessingDescription",
            "AcquisitionProtocolDescription",
            "AdditionalPatientHistory",
            "AdmissionID",
            "AdmittingDiagnosesDescription",
            "Allergies",
            "Arbitrary",
            "AuthorObserverSequence",
            "BranchOfService",
            "CassetteID",
            "CommentsOnThePerformedProcedureStep",
            "ConfidentialityConstraintOnPatientDataDescription",
            "ContentSequence",
            "ContributionDescription",
            "CountryOfResidence",
            "CurrentPatientLocation",
            "CustodialOrganizationSequence",
            "DataSetTrailingPadding",
            "DerivationDescription",
            "DetectorID",
            "DeviceSerialNumber",
            "DeviceUID",
            "DischargeDiagnosisDescription",
            "DistributionAddress",
            "EthnicGroup",
            "FillerOrderNumberImagingServiceRequest",
            "FrameComments",
            "GantryID",
            "GeneratorID",
            "GraphicAnnotationSequence",
            "IconImageSequence",
            "IdentifyingComments",
            "ImageComments",
            "ImagingServiceRequestComments",
            "Impressions",
            "InstitutionAddress",
            "InstitutionCodeSequence",
            "InstitutionName",
            "InstitutionalDepartmentName",
            "InsurancePlanIdentification",
            "InterpretationApproverSequence",
            "InterpretationDiagnosisDescription",
            "InterpretationID",
            "InterpretationText",
            "IssuerOfAdmissionID",
            "IssuerOfPatientID",
            "IssuerOfServiceEpisodeID",
            "MAC",
            "MedicalAlerts",
            "MedicalRecordLocator",
            "MilitaryRank",
            "ModifyingSystem",
            "Occupation",
            "OrderCallbackPhoneNumber",
            "OrderEnteredBy",
            "OrderEntererLocation",
            "OtherPatientIDs",
            "OtherPatientIDsSequence",
            "ParticipantSequence",
            "PatientAddress",
            "PatientAge",
            "PatientComments",
            "PatientID",
            "PatientInstitutionResidence",
            "PatientInsurancePlanCodeSequence",
            "PatientPrimaryLanguageCodeSequence",
            "PatientReligiousPreference",
            "PatientSex",
            "PatientSize",
            "PatientState",
            "PatientTelecomInformation",
            "PatientTelephoneNumbers",
            "PatientWeight",
            "PerformedLocation",
            "PerformedProcedureStepDescription",
            "PerformedProcedureStepID",
            "PerformedStationAETitle",
            "PerformedStationName",
            "PersonAddress",
            "PersonIdentificationCodeSequence",
            "PersonTelephoneNumbers",
            "PlacerOrderNumberImagingServiceRequest",
            "PlateID",
            "PreMedication",
            "PregnancyStatus",
            "ProtocolName",
            "ReasonForTheImagingServiceRequest",
            "ReasonForTheRequestedProcedure",
            "ReasonForStudy",
            "ReferringPhysicianAddress",
            "ReferringPhysicianTelephoneNumbers",
            "RegionOfResidence",
            "RequestAttributesSequence",
            "RequestedContrastAgent",
            "RequestedProcedureComments",
            "RequestedProcedureDescription",
            "RequestedProcedureID",
            "RequestedProcedureLocation",
            "RequestingService",
            "ResponsibleOrganization",
            "ResultsComments",
            "ScheduledPatientInstitutionResidence",
            "ScheduledPerformingPhysicianIdentificationSequence",
            "ScheduledProcedureStepDescription",
            "ScheduledProcedureStepID",
            "ScheduledProcedureStepLocation",
            "ScheduledStationAETitle",
            "ScheduledStationName",
            "ScheduledStudyLocation",
            "ScheduledStudyLocationAETitle",
            "SeriesDescription",
            "ServiceEpisodeDescription",
            "ServiceEpisodeID",
            "SmokingStatus",
            "SourceApplicationEntityTitle",
            "SpecialNeeds",
            "StationName",
            "StudyComments",
            "StudyDescription",
            "StudyID",
            "TextComments",
            "TextString",
            "TextValue",
            "TimezoneOffsetFromUTC",
            "TopicAuthor",
            "TopicKeywords",
            "TopicSubject",
            "TopicTitle",
            "VisitComments");

    private IdentifyingAttributes() {}

    private static Set<Integer> tags(String... keywords) {
        return Stream.of(keywords)
                .map(Dictionary::tag)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether the value of an attribute can identify somebody.
     *
     * @param vr its representation, as the file or the dictionary has it
     */
    public static boolean hold(int tag, Vr vr) {
        if (Tag.isPrivate(tag) || OTHERS.contains(tag) || overlayText(tag)) {
            return true;
        }
        return switch (vr) {
            case PN, DA, TM, DT, AE -> true;
            case UI -> !KINDS.contains(tag);
            default -> false;
        };
    }

    /** Comments and data of overlays (60xx) and curves (50xx) are often writing that was burnt in. */
    private static boolean overlayText(int tag) {
        int group = Tag.group(tag);
        boolean curve = group >= 0x5000 && group <= 0x501E;
        boolean comments = group >= 0x6000 && group <= 0x601E && Tag.element(tag) == 0x4000;
        return curve || comments;
    }
}
