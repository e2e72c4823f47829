export { itemOperations } from "./item-operations.ts";
