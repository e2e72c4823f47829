import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT, runCommand } from "../setup/run-command.mjs";

const DRIVER_SOURCE = join(ROOT, "packages", "codec", "differential", "libwbxml-batch.c");
const DRIVER = join(ROOT, ".cache", "differential", "libwbxml-batch");

/** What each peer takes of Debian. */
const PACKAGES = { libwbxml: ["libwbxml2-dev", "pkg-config", "gcc", "libc6-dev"], tshark: ["tshark"] };

/**
 * The other programs the codec is compared with, and why one is missing.
 * @typedef {{ libwbxml?: string, tshark?: string, absent: string[] }} PeerPrograms
 */

/**
 * Finds libwbxml and tshark, installs on Debian as root what is missing, and compiles the driver.
 * `EASEL_DIFFERENTIAL=off` leaves both out.
 * @returns {Promise<PeerPrograms>}
 */
export async function providePeers() {
  if (process.env.EASEL_DIFFERENTIAL === "off") return { absent: ["EASEL_DIFFERENTIAL=off was set."] };
  const wanted = [
    ...((await canCompile()) ? [] : PACKAGES.libwbxml),
    ...((await answers("tshark", ["--version"])) ? [] : PACKAGES.tshark),
  ];
  const reason = wanted.length > 0 ? await install(wanted) : undefined;
  /** @type {PeerPrograms} */
  const peers = { absent: [] };
  if (await compileDriver()) peers.libwbxml = DRIVER;
  else peers.absent.push(`libwbxml is not compared: ${reason ?? "its driver could not be compiled."}`);
  if (await answers("tshark", ["--version"])) peers.tshark = "tshark";
  else peers.absent.push(`tshark is not compared: ${reason ?? "it does not start."}`);
  return peers;
}

const canCompile = async () =>
  (await answers("cc", ["--version"])) && (await answers("pkg-config", ["--exists", "libwbxml2"]));

/**
 * @param {string} command
 * @param {string[]} args
 */
async function answers(command, args) {
  return (await runCommand(command, args, { capture: true })).code === 0;
}

async function compileDriver() {
  const flags = await runCommand("pkg-config", ["--cflags", "--libs", "libwbxml2"], { capture: true });
  if (flags.code !== 0) return false;
  mkdirSync(dirname(DRIVER), { recursive: true });
  return answers("cc", ["-O2", "-o", DRIVER, DRIVER_SOURCE, ...flags.output.trim().split(/\s+/)]);
}

/**
 * @param {string[]} packages
 * @returns {Promise<string | undefined>} why they could not be installed
 */
async function install(packages) {
  if (!existsSync("/etc/debian_version")) return "it is taken from Debian's packages, and this is not Debian.";
  if (process.getuid?.() !== 0) return `installing ${packages.join(", ")} needs root.`;
  console.log(`Installing ${packages.join(", ")} …`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const args = ["-q", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends", ...packages];
  if ((await runCommand("apt-get", args, { env, capture: true })).code === 0) return undefined;
  await runCommand("apt-get", ["-q", "update"], { env, capture: true });
  const again = await runCommand("apt-get", args, { env, capture: true });
  return again.code === 0 ? undefined : `apt-get could not install ${packages.join(", ")}.`;
}
