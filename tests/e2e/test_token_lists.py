"""Lists of grants as artists send them: chosen, refused in part, corrected in the spreadsheet and sent again."""

from pathlib import Path

from playwright.async_api import Browser, expect

from support.platform_pair import PlatformPair
from support.rest import PASSWORD, Artist


async def test_a_list_that_is_corrected_after_it_was_chosen_is_asked_for_again_and_then_booked(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(f"{pair.url}/sign-in?next=/artist/tokens")
    await page.get_by_label("E-mail").fill(artist.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()

    panel = page.get_by_role("region", name="Import a list")
    file = tmp_path / "November.csv"
    file.write_text("\ufeffE-Mail;Amount\r\nben@example.org;3\r\ncleo@example.org;three\r\n", newline="")
    await panel.get_by_label("CSV file").set_input_files(file)
    await panel.get_by_role("button", name="Import").click()
    await expect(panel.get_by_text("1 booked, 1 refused.")).to_be_visible()

    file.write_text(file.read_text().replace("three", "3, at last, for more than"), newline="")
    await panel.get_by_role("button", name="Import").click()
    await expect(panel.get_by_text("Choose it again.")).to_be_visible()

    file.write_text("E-Mail;Amount\nben@example.org;3\ncleo@example.org;3\n")
    await panel.get_by_label("CSV file").set_input_files(file)
    await panel.get_by_role("button", name="Import").click()
    await expect(panel.get_by_text("1 booked, 1 booked before.")).to_be_visible()
    await context.close()
