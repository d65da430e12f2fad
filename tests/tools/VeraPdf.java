import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Validates pairs of a profile (PDF/A-3a "3a", PDF/UA-1 "ua1") and a PDF; exit code 1 if one fails. */
public final class VeraPdf {
    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean allPass = true;
        for (int pair = 0; pair + 1 < args.length; pair += 2) {
            allPass &= validate(args[pair], args[pair + 1]);
        }
        System.exit(allPass ? 0 : 1);
    }

    private static boolean validate(String profileName, String file) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.fromString(profileName);
        // The profile directory cannot be listed inside the shaded JAR, so the file is named.
        String name = profileName.equals("ua1") ? "PDFUA-1.xml" : "PDFA-" + profileName.toUpperCase() + ".xml";
        ValidationProfile profile;
        try (InputStream xml = VeraPdf.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name)) {
            profile = Profiles.profileFromXml(xml);
        }
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, 10000, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            Map<String, Integer> counts = new TreeMap<>();
            Map<String, String> messages = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                counts.merge(rule, 1, Integer::sum);
                messages.putIfAbsent(rule, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
            }
            System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + profileName + " " + result.getTotalAssertions() + " checks");
            counts.forEach((rule, count) -> System.out.println("  " + rule + " x" + count + " " + messages.get(rule)));
            return result.isCompliant();
        }
    }
}
