package org.radiloom.dicom.sr;

/** Who or what has observed. Source: DICOM PS3.16, TID 1002 to 1004. */
public sealed interface Observer {
    /**
     * A person.
     *
     * @param name as DICOM writes names
     * @param organization may be empty
     */
    record Person(String name, String organization) implements Observer {
        /** Nothing: names must not reach a log. */
        @Override
        public String toString() {
            return "Person";
        }
    }

    /**
     * A device, such as this program.
     *
     * @param uid of the device; for a program, of this version of it
     * @param model with its version
     */
    record Device(String uid, String name, String manufacturer, String model) implements Observer {}
}
