import java.io.FileInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ProfileDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Judges PDF files by the rules of veraPDF, all in one process: java -cp JAR VeraPdf.java FLAVOURS FILE...
 *
 * FLAVOURS is a list such as “ua1,3a”. One line a finding, as five columns between tabs: the file's place on the command
 * line from 0, the flavour, the rule, how often it is broken, the first place. One line “done” with file and flavour ends
 * each judgement: a file without that line was not judged.
 */
public class VeraPdf {
    private static final Map<PDFAFlavour, ValidationProfile> PROFILES = new HashMap<>();

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (int at = 1; at < arguments.length; at++) {
            for (String flavour : arguments[0].split(",")) {
                try {
                    judge(out, at - 1, arguments[at], PDFAFlavour.byFlavourId(flavour));
                    out.println(at - 1 + "\t" + flavour + "\tdone");
                } catch (Throwable problem) {
                    line(out, at - 1, flavour, "unreadable", 1, problem.toString());
                }
            }
        }
    }

    private static void judge(PrintStream out, int at, String file, PDFAFlavour flavour) throws Exception {
        Map<String, Integer> broken = new TreeMap<>();
        Map<String, String> first = new HashMap<>();
        try (InputStream stream = new FileInputStream(file); PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(profile(flavour), -1, false, false, false);
            for (TestAssertion found : validator.validate(parser).getTestAssertions()) {
                if (found.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = found.getRuleId().getClause() + "-" + found.getRuleId().getTestNumber();
                    broken.merge(rule, 1, Integer::sum);
                    first.putIfAbsent(rule, found.getMessage() + " At " + found.getLocation().getContext());
                }
            }
        }
        broken.forEach((rule, count) -> line(out, at, flavour.getId(), rule, count, first.get(rule)));
    }

    private static void line(PrintStream out, int at, String flavour, String rule, int count, String words) {
        out.println(at + "\t" + flavour + "\t" + rule + "\t" + count + "\t" + words.replaceAll("\\s+", " "));
    }

    /** The rules of a flavour. The jar has them as XML but lacks a part that its own reader of that XML needs: we read it with DOM. */
    private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
        if (!PROFILES.containsKey(flavour)) {
            String id = flavour.getId().toUpperCase();
            String name = id.startsWith("UA") ? "PDFUA-" + id.substring(2) : "PDFA-" + id;
            InputStream xml = ClassLoader.getSystemResourceAsStream("org/verapdf/pdfa/validation/" + name + ".xml");
            Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
            Set<Rule> rules = new HashSet<>();
            for (Element rule : all(root, "rule")) {
                rules.add(rule(rule));
            }
            Set<Variable> variables = new HashSet<>();
            for (Element one : all(root, "variable")) {
                variables.add(Profiles.variableFromValues(one.getAttribute("name"), one.getAttribute("object"), words(one, "defaultValue"), words(one, "value")));
            }
            ProfileDetails details = Profiles.profileDetailsFromValues(name, "", "veraPDF", new Date(0));
            PROFILES.put(flavour, Profiles.profileFromValues(flavour, details, "", rules, variables));
        }
        return PROFILES.get(flavour);
    }

    private static Rule rule(Element rule) {
        Element id = all(rule, "id").get(0);
        RuleId named = Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")), id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
            named, rule.getAttribute("object"), deferred, rule.getAttribute("tags"), words(rule, "description"), words(rule, "test"),
            Profiles.errorFromValues(words(rule, "message"), new ArrayList<ErrorArgument>()), new ArrayList<Reference>());
    }

    private static List<Element> all(Element holder, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = holder.getElementsByTagName(name);
        for (int at = 0; at < nodes.getLength(); at++) {
            found.add((Element) nodes.item(at));
        }
        return found;
    }

    private static String words(Element holder, String name) {
        List<Element> found = all(holder, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
