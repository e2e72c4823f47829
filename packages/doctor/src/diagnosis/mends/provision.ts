import { childElement } from "@easel/codec/document";
import type { NewElement } from "../../language/index.ts";
import type { Facts } from "../facts.ts";
import { allOf, type Fix, fixOf, put } from "./put.ts";

/** The device's name as the query has it; it is the only thing that is known. */
const model = ({ url }: Facts): NewElement => ({
  namespace: "Settings",
  name: "Model",
  content: url.command.deviceType || "EASel",
});

const setOf = (facts: Facts): NewElement => ({ namespace: "Settings", name: "Set", content: [model(facts)] });

export function deviceInformation(facts: Facts): Fix | undefined {
  const root = facts.request.document?.root;
  if (root?.name !== "Provision") return undefined;
  return fixOf(
    "Add DeviceInformation",
    put(
      { element: root, path: "/Provision" },
      { namespace: "Settings", name: "DeviceInformation", content: [setOf(facts)] },
    ),
  );
}

export function deviceModel(facts: Facts): Fix | undefined {
  const [information] = allOf(facts, ({ namespace, name }) => namespace === "Settings" && name === "DeviceInformation");
  if (!information) return undefined;
  const set = childElement(information.element, "Set", "Settings");
  if (!set) return fixOf("Add Set and Model", put(information, setOf(facts)));
  return fixOf("Add Model", put({ element: set, path: `${information.path}/Set` }, model(facts)));
}

const policies = (facts: Facts) =>
  allOf(facts, ({ namespace, name }) => namespace === "Provision" && name === "Policy");

export function policyType(facts: Facts): Fix | undefined {
  const content = facts.version === "2.5" ? "MS-WAP-Provisioning-XML" : "MS-EAS-Provisioning-WBXML";
  return fixOf(
    "Add PolicyType",
    policies(facts).flatMap((place) => put(place, { namespace: "Provision", name: "PolicyType", content })),
  );
}

const done: NewElement = { namespace: "Provision", name: "Status", content: "1" };

export const acknowledgement = (facts: Facts): Fix | undefined =>
  fixOf(
    "Write Status 1",
    policies(facts).flatMap((place) => put(place, done)),
  );

export const wipe = (facts: Facts): Fix | undefined =>
  fixOf(
    "Write Status 1",
    allOf(facts, ({ namespace, name }) => namespace === "Provision" && /RemoteWipe$/.test(name)).flatMap((place) =>
      put(place, done),
    ),
  );
